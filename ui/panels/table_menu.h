#pragma once
// What every table offers: copy it (or the rows that are selected), copy it as a picture, save it as data or
// as a picture. Also by Ctrl+C; the table's own actions come first.
#include "jobs/file_work.h"

#include <QObject>

class QAbstractItemView;
class QImage;
class QMenu;

namespace mantissa::ui {

class TableMenu : public QObject {
    Q_OBJECT
public:
    /// Belongs to the view. The view's object name is the start of suggested file names.
    explicit TableMenu(QAbstractItemView* view);

    void addTo(QMenu& menu);
    void copy();
    void copyPicture();
    /// By the ending: .csv or .png; false when that failed.
    bool save(const QString& path) const;
    void askAndSave();

    /// Of all rows of a table up to a height that programs can open; of a tree, of what is in sight.
    static QImage pictureOf(const QAbstractItemView& view, double scale);

signals:
    void saved(const QString& path, bool good);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    BytesMaker bytesFor(const QString& path) const;
    void popUp(const QPoint& place);
    QAbstractItemView* view_;
};

} // namespace mantissa::ui
