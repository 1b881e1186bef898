#pragma once
// The Tensor view's block inspector: one block's values, codes and scales, and its bytes with what they mean.
#include "models/block_fields_model.h"
#include "models/block_values_model.h"
#include "session/map_driver.h"

#include <QWidget>

class QLabel;
class QSpinBox;
class QTableView;

namespace mantissa::ui {

class BlockPanel : public QWidget {
    Q_OBJECT
public:
    explicit BlockPanel(MapDriver& driver, QWidget* parent = nullptr);

    /// Shows the block of this weight.
    void inspect(qint64 row, qint64 column);
    void setEmptyText(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void follow();
    void ask();
    void showBlock();

    MapDriver& driver_;
    BlockValuesModel values_;
    BlockFieldsModel fields_;
    QLabel* rowLabel_;
    QSpinBox* row_;
    QLabel* columnLabel_;
    QSpinBox* column_;
    QLabel* facts_;
    QLabel* layoutTitle_;
    QTableView* valuesView_;
    QTableView* fieldsView_;
    QString emptyText_;
    const void* tensor_ = nullptr;
};

} // namespace mantissa::ui
