#pragma once
// Shapes a scheme: format, its parameters, method, its parameters. Everything it offers comes from the
// registries.
#include "methods/scheme.h"
#include "panels/parameter_form.h"

#include <QStringList>
#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;

namespace mantissa::ui {

class SchemeEditor : public QWidget {
    Q_OBJECT
public:
    explicit SchemeEditor(QWidget* parent = nullptr);

    /// Shows a scheme without saying that it changed.
    void setScheme(const Scheme& scheme);

signals:
    void edited(const mantissa::Scheme& scheme);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fillFormats();
    void fillMethods();
    void formatPicked();
    void showBits();
    void methodPicked();
    void announce();
    std::string formatText() const;

    QLabel* formatLabel_;
    QComboBox* format_;
    QLabel* bitsLabel_;
    QSlider* bits_;
    QLabel* about_;
    ParameterForm* formatForm_;
    QLabel* methodLabel_;
    QComboBox* method_;
    QLabel* methodAbout_;
    ParameterForm* methodForm_;
    QLabel* problem_;
    QStringList widths_; ///< formats that differ from the chosen one in their bits alone, fewest first
    bool quiet_ = false;
};

} // namespace mantissa::ui
