#pragma once
// Every key of the model's metadata, searchable.
#include "models/metadata_model.h"
#include "session/workbench.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLineEdit;
class QTableView;

namespace mantissa::ui {

class MetadataPanel : public QWidget {
    Q_OBJECT
public:
    explicit MetadataPanel(Workbench& workbench, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    MetadataModel model_;
    QSortFilterProxyModel filter_;
    QLineEdit* text_;
    QTableView* view_;
};

} // namespace mantissa::ui
