#pragma once
// The colour scale of the coloured text, with what its ends mean.
#include "models/token_cells.h"

#include <QWidget>

namespace mantissa::ui {

class TokenLegend : public QWidget {
    Q_OBJECT
public:
    explicit TokenLegend(QWidget* parent = nullptr);
    void setMeasure(TokenMeasure measure);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Tick {
        double place = 0; ///< on the scale, -1 to 1
        QString text;
    };
    std::vector<Tick> ticks() const;

    TokenMeasure measure_ = TokenMeasure::Change;
};

} // namespace mantissa::ui
