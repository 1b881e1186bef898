#pragma once
// The language of everything a person reads: ours (:/translations), Qt's own texts, numbers, and core's
// sentences, which come through the same translator under the context "core".
#include <QCoreApplication>
#include <QTranslator>

#include <memory>
#include <vector>

namespace mantissa::ui {

class Language {
    Q_DECLARE_TR_FUNCTIONS(Language)
public:
    Language();
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

    struct Choice {
        QString id;   ///< "en", "de", "zh_CN"
        QString name; ///< in the language itself
    };
    /// English and every language that was compiled in.
    static std::vector<Choice> available();

    /// "system" or an id; unknown ids fall back to English. Widgets get a LanguageChange event.
    void apply(const QString& choice);
    QString current() const { return current_; }

private:
    std::unique_ptr<QTranslator> ours_;
    std::unique_ptr<QTranslator> qt_;
    QString current_ = QStringLiteral("en");
};

} // namespace mantissa::ui
