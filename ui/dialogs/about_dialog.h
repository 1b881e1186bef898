#pragma once
// Version, licence, and what the program stands on, with every licence and where it comes from.
#include <QDialog>

namespace mantissa::ui {

class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent);

    struct Library {
        const char* name;
        const char* licence; ///< SPDX identifier
        const char* link;
    };
    static const std::vector<Library>& libraries();

private:
    static QString words();
    static QString table();
};

} // namespace mantissa::ui
