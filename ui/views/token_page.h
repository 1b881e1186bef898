#pragma once
// The text itself, coloured by what a scheme did to each token's probability, and the tokens that suffered
// most beside it. Long texts come in pages of a few thousand tokens.
#include "models/worst_tokens_model.h"
#include "session/accuracy_driver.h"
#include "views/page.h"

class QComboBox;
class QLabel;
class QTableView;
class QToolButton;

namespace mantissa::ui {

class TokenLegend;
class TokenText;

class TokenPage : public Page {
    Q_OBJECT
public:
    TokenPage(Workbench& workbench, AccuracyDriver& driver, QWidget* parent = nullptr);

    QString title() const override;
    QString explanation() const override;
    QString handbookPage() const override { return QStringLiteral("accuracy"); }

protected:
    void showNow() override;
    void retranslate() override;

private:
    void build();
    void link();
    void fillCandidates();
    void showText();
    void turnTo(std::int64_t page);
    void jumpTo(const TokenCell& cell);
    void jumpToWorst(int step);
    void showCurrent();
    void save();
    void write(const QString& path);
    QString emptyText() const;
    TokenMeasure measure() const;
    std::int64_t chunksAPage() const;
    std::int64_t pageCount() const;

    Workbench& workbench_;
    AccuracyDriver& driver_;
    WorstTokensModel worst_;
    QComboBox* candidate_;
    QComboBox* measure_;
    TokenLegend* legend_;
    QToolButton* previous_;
    QToolButton* next_;
    QLabel* pageLabel_;
    QToolButton* worstBack_;
    QToolButton* worstOn_;
    QToolButton* save_;
    TokenText* text_;
    QTableView* list_;
    QLabel* details_;
    AccuracyGroundPtr ground_; ///< what is shown, with result_; null: nothing
    AccuracyResultPtr result_;
    TokenMeasure shown_ = TokenMeasure::Change;
    std::int64_t page_ = 0;
    bool following_ = false;
};

} // namespace mantissa::ui
