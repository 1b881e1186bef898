#pragma once
// A page of the handbook: text, and pictures that fit its width.
#include <QImage>
#include <QTextBrowser>

namespace mantissa::ui {

class HandbookText : public QTextBrowser {
public:
    explicit HandbookText(QWidget* parent = nullptr);

protected:
    void doSetSource(const QUrl& name, QTextDocument::ResourceType type) override;
    QVariant loadResource(int type, const QUrl& name) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    int room() const; ///< width between the margins
    QImage drawn(const QUrl& name) const;

    QList<QUrl> pictures_; ///< of the pages read so far
};

} // namespace mantissa::ui
