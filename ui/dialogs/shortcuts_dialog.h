#pragma once
// Every command with its shortcut, as the menus have them.
#include <QDialog>

class QAction;

namespace mantissa::ui {

class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    ShortcutsDialog(const QList<QAction*>& actions, QWidget* parent);
};

/// An action's text as it reads: without the mnemonic's "&" (also "各层(&L)") and the dots of a dialog.
QString plainText(const QAction& action);

} // namespace mantissa::ui
