// mantissa [MODEL ...]: the window, or one for each model. Without a model the last one or, at first start,
// the built-in demo is opened.
#include "base/parallel.h"
#include "files/demo.h"
#include "main_window.h"
#include "screenshots/screenshots.h"
#include "theme/theme.h"
#include "windows.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QIcon>
#include <QTemporaryDir>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string_view>

namespace {

using namespace mantissa::ui;

// lupdate takes the context from the class.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

struct Options {
    QStringList models;
    QStringList schemes;
    QString theme;
    QString language;
    QString screenshots;
    QList<QSize> sizes;
};

QSize sizeOf(const QString& text) {
    const QStringList parts = text.split(QLatin1Char('x'));
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    return size.width() >= 640 && size.height() >= 400 ? size : QSize();
}

Options parse(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(Words::tr("A workbench for neural-network weight quantization"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("model"),
                                 Words::tr("A model's file or folder, or a workspace; a window for each"),
                                 QStringLiteral("[MODEL …]"));
    parser.addOption({QStringLiteral("scheme"), Words::tr("A scheme to compare (repeat for more)"),
                      QStringLiteral("SCHEME")});
    parser.addOption({QStringLiteral("theme"), Words::tr("light, dark or system"), QStringLiteral("THEME")});
    parser.addOption({QStringLiteral("language"), Words::tr("en, de, zh_CN or system; of pictures also all"),
                      QStringLiteral("LANGUAGE")});
    parser.addOption({QStringLiteral("screenshot"),
                      Words::tr("Write pictures of every view to FOLDER and leave"),
                      QStringLiteral("FOLDER")});
    parser.addOption({QStringLiteral("size"), Words::tr("Size of the pictures (repeat for more)"),
                      QStringLiteral("1280x800")});
    parser.process(application);
    Options options{parser.positionalArguments(),
                    parser.values(QStringLiteral("scheme")),
                    parser.value(QStringLiteral("theme")),
                    parser.value(QStringLiteral("language")),
                    parser.value(QStringLiteral("screenshot")),
                    {}};
    for (const QString& text : parser.values(QStringLiteral("size")))
        if (const QSize size = sizeOf(text); size.isValid())
            options.sizes << size;
    if (options.sizes.isEmpty())
        options.sizes = {QSize(1280, 800), QSize(1920, 1080)};
    return options;
}

// Help and version need no display.
bool wantsWords(int argc, char** argv) {
    return std::any_of(argv + 1, argv + argc, [](const char* argument) {
        const std::string_view word = argument;
        return word == "-h" || word == "--help" || word == "--help-all" || word == "-v" ||
               word == "--version";
    });
}

// Before anything is parsed: what the parser says is in a language, too.
QString languageOf(const QStringList& arguments, const Settings& settings) {
    const QString option = QStringLiteral("--language");
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == option && i + 1 < arguments.size())
            return arguments[i + 1];
        if (arguments[i].startsWith(option + QLatin1Char('=')))
            return arguments[i].mid(option.size() + 1);
    }
    return settings.value(Setting::Language).toString();
}

QString modelToOpen(const Settings& settings) {
    const QString last = settings.value(Setting::RecentModels).toStringList().value(0);
    if (!last.isEmpty() && QFileInfo::exists(last))
        return last;
    const auto demo = mantissa::demoModelPath();
    return demo ? QString::fromStdString(demo->string()) : QString();
}

QStringList pictureLanguages(const Options& options) {
    if (options.language != QLatin1String("all"))
        return {options.language.isEmpty() ? QStringLiteral("en") : options.language};
    QStringList all;
    for (const Language::Choice& choice : Language::available())
        all << choice.id;
    return all;
}

void openWindows(Windows& windows, const Options& options, const Settings& settings) {
    for (const QString& model : options.models)
        windows.add().openPath(QFileInfo(model).absoluteFilePath());
    if (!options.models.isEmpty() || (options.schemes.isEmpty() && windows.restore() > 0))
        return;
    MainWindow& window = windows.add();
    if (const QString model = modelToOpen(settings); !model.isEmpty())
        window.openPath(model);
}

} // namespace

int main(int argc, char** argv) {
    // A file size limit then shows as an ordinary write error, and nothing is left behind.
    std::signal(SIGXFSZ, SIG_IGN);
    QCoreApplication::setApplicationName(QStringLiteral("Mantissa"));
    QCoreApplication::setOrganizationName(QStringLiteral("Mantissa"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MANTISSA_VERSION));
    if (wantsWords(argc, argv)) {
        const QCoreApplication words(argc, argv);
        Language language;
        language.apply(languageOf(QCoreApplication::arguments(), Settings()));
        parse(words); // prints and leaves
    }
    QApplication application(argc, argv);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/mantissa.svg")));
    const Options options = parse(application);

    // Pictures must not depend on what this person did before.
    const QTemporaryDir scratch;
    const bool pictures = !options.screenshots.isEmpty();
    const auto settings = pictures
                              ? std::make_unique<Settings>(scratch.filePath(QStringLiteral("settings.ini")))
                              : std::make_unique<Settings>();
    Language language;
    language.apply(options.language.isEmpty()
                       ? (pictures ? QStringLiteral("en") : settings->value(Setting::Language).toString())
                       : options.language);
    applyTheme(application, themeFromText(options.theme.isEmpty() ? settings->value(Setting::Theme).toString()
                                                                  : options.theme));
    mantissa::setThreads(settings->value(Setting::Threads).toInt());

    Windows windows(*settings, &language);
    windows.setStartingSchemes(options.schemes);
    openWindows(windows, options, *settings);
    MainWindow& window = *windows.all().front();
    if (!pictures) {
        window.greet();
        return QApplication::exec();
    }

    const QStringList themes = options.theme.isEmpty()
                                   ? QStringList{QStringLiteral("light"), QStringLiteral("dark")}
                                   : QStringList{options.theme};
    Screenshots screenshots(application, window, language,
                            {options.screenshots, options.sizes, themes, pictureLanguages(options)});
    QObject::connect(&screenshots, &Screenshots::finished, &application, [](int count) {
        if (count < 0)
            std::fputs("The pictures could not be written.\n", stderr);
        QApplication::exit(count < 0 ? 1 : 0);
    });
    screenshots.start();
    return QApplication::exec();
}
