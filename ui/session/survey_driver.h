#pragma once
// The selected tensor under every format, while somebody looks: first all from a sample, then exactly, one
// after another. Another tensor, original or importance matrix starts it over.
#include "analysis/format_survey.h"
#include "session/workbench.h"

#include <QTimer>

namespace mantissa::ui {

struct SurveyRow {
    Scheme scheme;
    std::optional<SurveyedFormat> figures; ///< none yet, or it failed
    QString problem;                       ///< why it failed

    /// The scheme that was really measured.
    QString used() const;
    bool fellBack() const { return figures && figures->measurement.fallback.source[0] != '\0'; }
};

class SurveyDriver : public QObject {
    Q_OBJECT
public:
    explicit SurveyDriver(Workbench& workbench, QObject* parent = nullptr);

    /// Works only while somebody looks.
    void setActive(bool active);
    void setWithSearch(bool wanted);
    const std::vector<SurveyRow>& rows() const { return rows_; }
    bool settled() const { return !active_ || (!stale_ && !running_); }

signals:
    void restarted();       ///< other rows
    void measured(int row); ///< its figures or problem are new
    void finished();

private:
    void startOver();
    void begin();
    void measure(std::size_t row, bool exact);
    void next(std::size_t row, bool exact);
    std::optional<std::size_t> after(std::size_t row, bool exact) const;

    Workbench& workbench_;
    QTimer debounce_;
    std::vector<SurveyRow> rows_;
    bool withSearch_ = false;
    bool active_ = false;
    bool stale_ = true; ///< rows_ are of another tensor, or of none
    bool running_ = false;
    int job_ = 0;
};

} // namespace mantissa::ui
