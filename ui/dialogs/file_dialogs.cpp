#include "dialogs/file_dialogs.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

namespace mantissa::ui {

namespace {

void show(QFileDialog* dialog, const QString& name, Chosen chosen) {
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog->parent(), std::move(chosen));
    dialog->open();
}

} // namespace

void askToOpenFile(QWidget* parent, const QString& name, const QString& title, const QString& folder,
                   const QString& filters, Chosen chosen) {
    auto* dialog = new QFileDialog(parent, title, folder, filters);
    dialog->setFileMode(QFileDialog::ExistingFile);
    show(dialog, name, std::move(chosen));
}

void askToOpenFolder(QWidget* parent, const QString& name, const QString& title, const QString& folder,
                     Chosen chosen) {
    auto* dialog = new QFileDialog(parent, title, folder);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    show(dialog, name, std::move(chosen));
}

void askToSave(QWidget* parent, const QString& name, const QString& title, const QString& suggestion,
               const QString& filters, Chosen chosen) {
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    auto* dialog = new QFileDialog(parent, title, documents.path(), filters);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(suggestion);
    show(dialog, name, std::move(chosen));
}

} // namespace mantissa::ui
