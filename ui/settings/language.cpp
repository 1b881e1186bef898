#include "settings/language.h"

#include "base/text.h"

#include <QDir>
#include <QEvent>
#include <QLibraryInfo>
#include <QLocale>

namespace mantissa::ui {

namespace {

const QString folder = QStringLiteral(":/translations");

QString idOf(const QString& choice) {
    const QLocale locale = choice == QLatin1String("system") ? QLocale::system() : QLocale(choice);
    const auto all = Language::available();
    for (const auto& language : all) // exact first: zh_CN is not zh_TW
        if (locale.name() == language.id)
            return language.id;
    for (const auto& language : all)
        if (locale.language() == QLocale(language.id).language())
            return language.id;
    return QStringLiteral("en");
}

} // namespace

Language::Language() {
    // Installed once; QCoreApplication::translate may be called from any thread and follows the installed
    // QTranslator, so switching the language never replaces what workers are calling.
    setTranslator(
        [](const char* source) { return QCoreApplication::translate("core", source).toStdString(); });
}

Language::~Language() {
    setTranslator(nullptr);
}

std::vector<Language::Choice> Language::available() {
    std::vector<Choice> all{{QStringLiteral("en"), QStringLiteral("English")}};
    const QStringList files =
        QDir(folder).entryList({QStringLiteral("mantissa_*.qm")}, QDir::Files, QDir::Name);
    for (const QString& file : files) {
        const QString id = file.mid(9, file.size() - 12);
        if (id != QLatin1String("en"))
            all.push_back({id, QLocale(id).nativeLanguageName()});
    }
    return all;
}

void Language::apply(const QString& choice) {
    const QString id = idOf(choice);
    current_ = id;
    QLocale::setDefault(choice == QLatin1String("system") ? QLocale::system() : QLocale(id));
    // The new ones go in before the old ones leave, so that each widget is told once with the final texts.
    auto qt = std::make_unique<QTranslator>();
    if (qt->load(QLocale(id), QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt.get());
    auto ours = std::make_unique<QTranslator>();
    const bool loaded = ours->load(folder + QStringLiteral("/mantissa_") + id + QStringLiteral(".qm"));
    if (loaded && !ours->isEmpty())
        QCoreApplication::installTranslator(ours.get());
    else if (QCoreApplication::instance() != nullptr) {
        QEvent change(QEvent::LanguageChange); // no texts of ours, but numbers are written differently now
        QCoreApplication::sendEvent(QCoreApplication::instance(), &change);
    }
    qt_ = std::move(qt);
    ours_ = std::move(ours);
}

} // namespace mantissa::ui
