#pragma once
// What a person may set: appearance, language, threads and memory. Changes hold at once.
#include "settings/settings.h"

#include <QDialog>
#include <QHash>

class QAction;
class QComboBox;
class QFormLayout;

namespace mantissa::ui {

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// The window's actions "theme-..." and "language-..." do the work, so that menu and dialog agree.
    SettingsDialog(Settings& settings, const QHash<QString, QAction*>& actions, QWidget* parent);

private:
    void addChoice(QFormLayout* form, const QString& label, const QString& prefix, const QStringList& ids);
    void addThreads(QFormLayout* form);
    void addMemory(QFormLayout* form);

    Settings& settings_;
    const QHash<QString, QAction*>& actions_;
};

} // namespace mantissa::ui
