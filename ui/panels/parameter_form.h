#pragma once
// Controls for a table of parameters, built from the table alone: a slider over the common values and a
// number for integers, a box to tick, a list of choices, a number with decimals.
#include "formats/parameters.h"

#include <QWidget>

#include <functional>
#include <vector>

class QFormLayout;

namespace mantissa::ui {

class ParameterForm : public QWidget {
    Q_OBJECT
public:
    explicit ParameterForm(const QString& prefix, QWidget* parent = nullptr);

    /// The table must outlive the form (the registries' do). Every control's object name is prefix + name.
    void setTable(std::span<const ParameterInfo> table, const ParameterValues& values);
    const ParameterValues& values() const { return values_; }

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* controlFor(const ParameterInfo& info);
    QWidget* integerControl(const ParameterInfo& info);
    QWidget* realControl(const ParameterInfo& info);
    QWidget* booleanControl(const ParameterInfo& info);
    QWidget* choiceControl(const ParameterInfo& info);
    void store(const ParameterInfo& info, const QString& value);

    QString prefix_;
    std::span<const ParameterInfo> table_;
    ParameterValues values_;
    QFormLayout* layout_;
};

} // namespace mantissa::ui
