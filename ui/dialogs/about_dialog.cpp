#include "dialogs/about_dialog.h"

#include "theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace mantissa::ui {

// As each library's own licence file says (SPDX identifiers, spdx.org/licenses).
const std::vector<AboutDialog::Library>& AboutDialog::libraries() {
    static const std::vector<Library> all{
        {"Qt", "LGPL-3.0-only", "https://www.qt.io/"},
        {"QCustomPlot", "GPL-3.0-or-later", "https://www.qcustomplot.com/"},
        {"Highway", "Apache-2.0", "https://github.com/google/highway"},
        {"oneTBB", "Apache-2.0", "https://github.com/oneapi-src/oneTBB"},
        {"Eigen", "MPL-2.0", "https://eigen.tuxfamily.org/"},
        {"OpenBLAS", "BSD-3-Clause", "https://www.openblas.net/"},
        {"OpenSSL", "Apache-2.0", "https://www.openssl.org/"},
        {"PCRE2", "BSD-3-Clause", "https://www.pcre.org/"},
        {"libzip", "BSD-3-Clause", "https://libzip.org/"},
        {"nlohmann/json", "MIT", "https://github.com/nlohmann/json"},
        {"tl::expected", "CC0-1.0", "https://github.com/TartanLlama/expected"},
        {"CLI11", "BSD-3-Clause", "https://github.com/CLIUtils/CLI11"},
    };
    return all;
}

QString AboutDialog::words() {
    return tr("<h2>Mantissa %1</h2><p>A workbench for the quantization of neural-network weights.</p>"
              "<p>Free software under the GNU General Public License, version 3 or later: you may use, "
              "study, "
              "share and change it. It comes without any warranty.</p>")
        .arg(QStringLiteral(MANTISSA_VERSION));
}

QString AboutDialog::table() {
    QString rows;
    for (const Library& library : libraries())
        rows += QStringLiteral("<tr><td><a href=\"%3\">%1</a></td><td>%2</td></tr>")
                    .arg(QLatin1String(library.name), QLatin1String(library.licence),
                         QLatin1String(library.link));
    return QStringLiteral("<p>%1</p><table cellspacing=\"0\" cellpadding=\"4\">%2</table>")
        .arg(tr("It stands on these libraries, under their own licences:"), rows);
}

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("aboutBox"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Mantissa"));
    auto* icon = new QLabel(this);
    icon->setPixmap(QIcon(QStringLiteral(":/icons/mantissa.svg")).pixmap(64, 64));
    auto* head = new QLabel(words(), this);
    head->setWordWrap(true);
    auto* libraries = new QTextBrowser(this);
    libraries->setObjectName(QStringLiteral("aboutLibraries"));
    libraries->setAccessibleName(tr("Libraries and their licences"));
    libraries->setOpenExternalLinks(true);
    libraries->document()->setDefaultStyleSheet(
        QStringLiteral("a{color:%1}").arg(themeColors(palette()).accent.name()));
    libraries->setHtml(table());
    auto* copy = new QPushButton(tr("&Copy version"), this);
    copy->setObjectName(QStringLiteral("aboutCopy"));
    connect(copy, &QPushButton::clicked, this, [] {
        QApplication::clipboard()->setText(QStringLiteral("Mantissa %1, Qt %2, %3")
                                               .arg(QStringLiteral(MANTISSA_VERSION),
                                                    QLatin1String(qVersion()),
                                                    QSysInfo::prettyProductName()));
    });
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(copy, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* top = new QHBoxLayout;
    top->addWidget(icon, 0, Qt::AlignTop);
    top->addWidget(head, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(libraries, 1);
    layout->addWidget(buttons);
    resize(480, 520);
}

} // namespace mantissa::ui
