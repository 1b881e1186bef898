#include "dialogs/settings_dialog.h"

#include "dialogs/shortcuts_dialog.h"
#include "settings/language.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QThread>

namespace mantissa::ui {

SettingsDialog::SettingsDialog(Settings& settings, const QHash<QString, QAction*>& actions, QWidget* parent)
    : QDialog(parent), settings_(settings), actions_(actions) {
    setObjectName(QStringLiteral("settingsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    auto* form = new QFormLayout(this);
    form->setVerticalSpacing(10);
    addChoice(form, tr("&Appearance"), QStringLiteral("theme-"),
              {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")});
    QStringList languages{QStringLiteral("system")};
    for (const auto& language : Language::available())
        languages << language.id;
    addChoice(form, tr("&Language"), QStringLiteral("language-"), languages);
    addThreads(form);
    addMemory(form);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    form->addRow(buttons);
}

void SettingsDialog::addChoice(QFormLayout* form, const QString& label, const QString& prefix,
                               const QStringList& ids) {
    auto* box = new QComboBox(this);
    box->setObjectName(prefix + QStringLiteral("choice"));
    box->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    for (const QString& id : ids) {
        QAction* action = actions_.value(prefix + id);
        box->addItem(plainText(*action));
        if (action->isChecked())
            box->setCurrentIndex(box->count() - 1);
    }
    connect(box, &QComboBox::activated, this,
            [this, prefix, ids](int index) { actions_.value(prefix + ids.at(index))->trigger(); });
    form->addRow(label, box);
}

void SettingsDialog::addThreads(QFormLayout* form) {
    auto* threads = new QSpinBox(this);
    threads->setObjectName(QStringLiteral("settingsThreads"));
    threads->setAccessibleName(tr("Threads"));
    threads->setRange(0, QThread::idealThreadCount());
    threads->setSpecialValueText(tr("all cores"));
    threads->setValue(settings_.value(Setting::Threads).toInt());
    threads->setToolTip(tr("How many threads computing may use, from the next start on."));
    connect(threads, &QSpinBox::valueChanged, this,
            [this](int count) { settings_.set(Setting::Threads, count); });
    form->addRow(tr("&Threads (from the next start)"), threads);
}

void SettingsDialog::addMemory(QFormLayout* form) {
    constexpr int least = 16, most = 1 << 20, step = 64;
    auto* memory = new QSpinBox(this);
    memory->setObjectName(QStringLiteral("settingsMemory"));
    memory->setAccessibleName(tr("Memory of an export"));
    memory->setRange(least, most);
    memory->setSingleStep(step);
    memory->setSuffix(QStringLiteral(" MiB"));
    memory->setValue(settings_.value(Setting::MaxMemory).toInt());
    memory->setToolTip(tr("An export keeps within this working set, however large the model is."));
    connect(memory, &QSpinBox::valueChanged, this,
            [this](int size) { settings_.set(Setting::MaxMemory, size); });
    form->addRow(tr("&Memory of an export"), memory);
}

} // namespace mantissa::ui
