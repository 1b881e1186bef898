#pragma once
// Size against error of everything tried, and which of it nothing else beats: the error of the weights, or
// what became of the model's answers.
#include "models/accuracy_figure.h"
#include "models/figure.h"
#include "plots/plot_widget.h"
#include "session/accuracy_driver.h"
#include "views/view.h"

#include <variant>

class QComboBox;
class QLabel;
class QPushButton;

namespace mantissa::ui {

class TradeoffView : public View {
    Q_OBJECT
public:
    TradeoffView(Workbench& workbench, AccuracyDriver& driver, QWidget* parent = nullptr);

signals:
    void editRequested(int candidate);

protected:
    void retranslate() override;
    void refresh() override;

private:
    using Axis = std::variant<Figure, AccuracyFigure>;
    void build();
    void addRecipe();
    void clicked(int id);
    Axis upAxis() const;
    void chooseUp(const Axis& axis);
    void followDriver();
    void explain();
    void listUnknown();

    Workbench& workbench_;
    AccuracyDriver& driver_;
    QComboBox* across_;
    QComboBox* up_;
    QComboBox* recipe_;
    QPushButton* add_;
    QPushButton* edit_;
    PlotWidget* plot_;
    QLabel* unknown_;
    bool upChosen_ = false; ///< by the person
};

} // namespace mantissa::ui
