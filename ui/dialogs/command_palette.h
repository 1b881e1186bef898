#pragma once
// Ctrl+K: type a few letters of any command, tensor, scheme or handbook page, and Return goes there.
#include "models/palette_model.h"

#include <QDialog>

class QLineEdit;
class QListView;

namespace mantissa::ui {

class CommandPalette : public QDialog {
    Q_OBJECT
public:
    CommandPalette(std::vector<PaletteEntry> entries, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void runCurrent();

    PaletteModel model_;
    QLineEdit* typed_;
    QListView* list_;
};

} // namespace mantissa::ui
