#pragma once
// Which tensors matter: a heat map of tensors (or layers, or roles) x schemes, that fills while it is
// measured and follows the selection both ways.
#include "plots/matrix_map.h"
#include "plots/sensitivity_pictures.h"
#include "session/sensitivity_driver.h"
#include "settings/settings.h"
#include "views/page.h"

class QAction;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace mantissa::ui {

class SensitivityPanel : public Page {
    Q_OBJECT
public:
    SensitivityPanel(Workbench& workbench, AccuracyDriver& accuracy, SensitivityDriver& driver,
                     Settings& settings, QWidget* parent = nullptr);

    QString title() const override;
    QString explanation() const override;
    QString handbookPage() const override { return QStringLiteral("sensitivity"); }
    bool demonstrated() override;

protected:
    void showNow() override;
    void retranslate() override;

private:
    void build();
    void showProgress();
    void showSelection();
    void followSelection();
    void pick(int row, int column);
    void savePicture();
    bool write(const QString& path) const;
    QString statusText() const;
    QString emptyText() const;

    Workbench& workbench_;
    AccuracyDriver& accuracy_;
    SensitivityDriver& driver_;
    Settings& settings_;
    QComboBox* grouping_;
    QComboBox* order_;
    QPushButton* measure_;
    QPushButton* copy_;
    QPushButton* save_;
    QProgressBar* progress_;
    QLabel* status_;
    QLabel* readOut_;
    MatrixMap* map_;
    QAction* command_;
    std::vector<std::size_t> groups_; ///< by row
    bool picking_ = false;
};

} // namespace mantissa::ui
