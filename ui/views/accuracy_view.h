#pragma once
// What quantization does to the model itself: the model predicts a text as it was and as each candidate would
// leave it. The head chooses the text; the pages look at what came out.
#include "session/accuracy_driver.h"
#include "settings/settings.h"
#include "views/view.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTabWidget;

namespace mantissa::ui {

class Page;

class AccuracyView : public View {
    Q_OBJECT
public:
    AccuracyView(Workbench& workbench, AccuracyDriver& driver, Settings& settings, QWidget* parent = nullptr);

    /// Takes the page over. Pages stand in the order in which they are added.
    void addPage(Page* page);
    QTabWidget& pages() { return *pages_; }
    void chooseText();
    void runOrCancel();

protected:
    void retranslate() override;
    void refresh() override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void fillTexts();
    void explain();
    QString statusText() const;
    QString problemText() const;
    QString emptyText() const;

    Workbench& workbench_;
    AccuracyDriver& driver_;
    Settings& settings_;
    QComboBox* text_;
    QSpinBox* context_;
    QSpinBox* chunks_;
    QPushButton* run_;
    QLabel* status_;
    QLabel* problem_;
    QLabel* empty_;
    QStackedWidget* stack_;
    QTabWidget* pages_;
};

} // namespace mantissa::ui
