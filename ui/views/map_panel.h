#pragma once
// The Tensor view's map: a heat map with its controls, legend, caption and cursor read-out.
#include "plots/heat_map.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace mantissa::ui {

class MapPanel : public QWidget {
    Q_OBJECT
public:
    explicit MapPanel(MapDriver& driver, QWidget* parent = nullptr);

    HeatMap& map() { return *map_; }
    void setEmptyText(const QString& text);

signals:
    void picked(qint64 row, qint64 column);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void follow();
    void showCaption();
    void showReadOut();

    MapDriver& driver_;
    QLabel* valueLabel_;
    QComboBox* value_;
    QLabel* ruleLabel_;
    QComboBox* rule_;
    QToolButton* closer_;
    QToolButton* further_;
    QToolButton* whole_;
    QToolButton* clear_;
    HeatMap* map_;
    ColorBar* bar_;
    QLabel* caption_;
    QLabel* readOut_;
    qint64 row_ = -1;
    qint64 column_ = -1;
};

} // namespace mantissa::ui
