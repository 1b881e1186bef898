#include "session/recipe_document.h"

#include "text/number_text.h"

#include <QUndoCommand>

namespace mantissa::ui {

// Holds the whole draft before and after: recipes are a few lines, and nothing can be forgotten that way.
class RecipeStep : public QUndoCommand {
public:
    RecipeStep(RecipeDocument& document, const QString& what, RecipeDraft next, int key)
        : QUndoCommand(what), document_(document), before_(document.draft()), after_(std::move(next)),
          key_(key) {}

    void undo() override { document_.put(before_); }
    void redo() override { document_.put(after_); }
    int id() const override { return key_; }
    bool mergeWith(const QUndoCommand* other) override {
        after_ = static_cast<const RecipeStep*>(other)->after_;
        return true;
    }

private:
    RecipeDocument& document_;
    RecipeDraft before_, after_;
    int key_;
};

QString RecipeDraft::text() const {
    QString lines = base;
    if (pure)
        lines += QStringLiteral("\npure");
    for (const RuleDraft& rule : rules)
        lines += QLatin1Char('\n') + rule.pattern + QLatin1Char('=') + rule.scheme;
    return lines;
}

RecipeDraft RecipeDraft::of(const Recipe& recipe) {
    RecipeDraft draft;
    draft.base = ui::text(recipe.base);
    if (!recipe.method.empty())
        draft.base += QLatin1Char('/') + ui::text(recipe.method);
    draft.pure = recipe.pure;
    for (const RecipeRule& rule : recipe.rules)
        draft.rules.append(
            {ui::text(rule.pattern), rule.scheme ? ui::text(rule.scheme->text()) : QStringLiteral("F32")});
    return draft;
}

Result<Recipe> recipeFrom(const RecipeDraft& draft) {
    RecipeDraft complete = draft;
    complete.rules.removeAll(RuleDraft{});
    return parseRecipe(complete.text().toStdString());
}

RecipeDocument::RecipeDocument(QObject* parent) : QObject(parent) {}

void RecipeDocument::put(const RecipeDraft& draft) {
    draft_ = draft;
    emit changed();
}

QString RecipeDocument::problem(int rule) const {
    const RuleDraft& row = draft_.rules.at(rule);
    if (row == RuleDraft{})
        return {};
    // Alone under a base that is always good, so that what is told is about this rule.
    const auto parsed = parseRecipe(("F16\n" + row.pattern + QLatin1Char('=') + row.scheme).toStdString());
    return parsed ? QString() : text(translated(parsed.error().what()));
}

void RecipeDocument::change(const QString& what, RecipeDraft next, int key) {
    if (!(next == draft_))
        undo_.push(new RecipeStep(*this, what, std::move(next), key));
}

void RecipeDocument::setBase(const QString& base) {
    RecipeDraft next = draft_;
    next.base = base;
    change(tr("change of the base"), std::move(next), 0);
}

void RecipeDocument::setPure(bool pure) {
    RecipeDraft next = draft_;
    next.pure = pure;
    change(tr("“pure”"), std::move(next));
}

void RecipeDocument::setRule(int row, const RuleDraft& rule) {
    RecipeDraft next = draft_;
    const bool pattern = next.rules[row].pattern != rule.pattern;
    next.rules[row] = rule;
    change(tr("change of a rule"), std::move(next), 1 + 2 * row + (pattern ? 0 : 1));
}

void RecipeDocument::insertRule(int row, const RuleDraft& rule) {
    RecipeDraft next = draft_;
    next.rules.insert(row, rule);
    change(tr("new rule"), std::move(next));
}

void RecipeDocument::removeRule(int row) {
    RecipeDraft next = draft_;
    next.rules.removeAt(row);
    change(tr("removal of a rule"), std::move(next));
}

void RecipeDocument::moveRule(int from, int to) {
    RecipeDraft next = draft_;
    next.rules.move(from, to > from ? to - 1 : to);
    change(tr("move of a rule"), std::move(next));
}

} // namespace mantissa::ui
