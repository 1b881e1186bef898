#pragma once
// The recipe being edited: a base and rows of pattern and scheme that may be half-typed, every change
// undoable.
#include "tradeoff/recipe.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QUndoStack>

namespace mantissa::ui {

struct RuleDraft {
    QString pattern;
    QString scheme;
    bool operator==(const RuleDraft&) const = default;
};

struct RecipeDraft {
    QString base = QStringLiteral("Q4_K_M"); ///< with its method: "Q4_K_M/search"
    bool pure = false;
    QList<RuleDraft> rules;
    bool operator==(const RecipeDraft&) const = default;

    QString text() const; ///< the recipe's text form, half-typed rules included
    static RecipeDraft of(const Recipe& recipe);
};

/// The draft without rules that are still empty.
Result<Recipe> recipeFrom(const RecipeDraft& draft);

class RecipeDocument : public QObject {
    Q_OBJECT
public:
    explicit RecipeDocument(QObject* parent = nullptr);

    const RecipeDraft& draft() const { return draft_; }
    QUndoStack& undo() { return undo_; }
    /// What is wrong with that rule; empty if nothing, or if nothing is typed yet.
    QString problem(int rule) const;

    /// Each is one step to undo. Changes of the same key one after another are one step (typing in one
    /// field).
    void change(const QString& what, RecipeDraft next, int key = -1);
    void setBase(const QString& base);
    void setPure(bool pure);
    void setRule(int row, const RuleDraft& rule);
    void insertRule(int row, const RuleDraft& rule = {});
    void removeRule(int row);
    /// `to`: the row before which it goes, counted before it is taken away.
    void moveRule(int from, int to);

signals:
    void changed();

private:
    friend class RecipeStep;
    void put(const RecipeDraft& draft);

    RecipeDraft draft_;
    QUndoStack undo_;
};

} // namespace mantissa::ui
