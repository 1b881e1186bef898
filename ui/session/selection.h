#pragma once
// The one selection that every view follows: a tensor, and the scheme it is looked at through. The scheme is
// a candidate's, or a draft that the inspector is shaping.
#include "methods/scheme.h"
#include "tensor/tensor.h"

#include <QObject>

#include <memory>
#include <optional>

namespace mantissa::ui {

class Selection : public QObject {
    Q_OBJECT
public:
    static constexpr int draft = -1;

    explicit Selection(QObject* parent = nullptr) : QObject(parent) {}

    const std::shared_ptr<const Tensor>& tensor() const { return tensor_; }
    const std::optional<Scheme>& scheme() const { return scheme_; }
    int candidate() const { return candidate_; }

    void setTensor(std::shared_ptr<const Tensor> tensor);
    /// candidate: whose scheme it is, or draft. A recipe has no scheme of its own: pass what it gives to the
    /// tensor.
    void setScheme(std::optional<Scheme> scheme, int candidate);

signals:
    void tensorChanged();
    void schemeChanged();

private:
    std::shared_ptr<const Tensor> tensor_;
    std::optional<Scheme> scheme_;
    int candidate_ = draft;
};

} // namespace mantissa::ui
