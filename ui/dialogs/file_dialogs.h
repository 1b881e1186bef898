#pragma once
// File dialogs that never block: each calls back when the person chose, and not at all when they did not. The
// dialog is a child of `parent` under `name`, so a test can find it and answer.
#include <QString>

#include <functional>

class QWidget;

namespace mantissa::ui {

using Chosen = std::function<void(const QString& path)>;

void askToOpenFile(QWidget* parent, const QString& name, const QString& title, const QString& folder,
                   const QString& filters, Chosen chosen);
void askToOpenFolder(QWidget* parent, const QString& name, const QString& title, const QString& folder,
                     Chosen chosen);
/// suggestion: a whole path, or a file name for the person's documents.
void askToSave(QWidget* parent, const QString& name, const QString& title, const QString& suggestion,
               const QString& filters, Chosen chosen);

} // namespace mantissa::ui
