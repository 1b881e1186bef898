#pragma once
// Computes what the heat map and the block inspector show of the selected tensor under the selected scheme:
// tiles, single rows, regions, blocks, each on a worker and only when asked. What came before the selection
// moved is dropped.
#include "analysis/block_inspection.h"
#include "analysis/weight_map.h"
#include "session/study_driver.h"

#include <QObject>

#include <list>
#include <map>
#include <set>

namespace mantissa::ui {

using TilePtr = std::shared_ptr<const MapTile>;

/// Which tile: everything a tile depends on.
struct TileKey {
    MapValue value = MapValue::Original;
    CellRule rule = CellRule::Largest;
    int rowLevel = 0;
    int columnLevel = 0;
    std::int64_t row = 0; ///< counted in tiles
    std::int64_t column = 0;
    auto operator<=>(const TileKey&) const = default;
};

class MapDriver : public QObject {
    Q_OBJECT
public:
    // Of a tile, in cells: wide, because rows are encoded whole.
    static constexpr int tileRows = 64;
    static constexpr int tileColumns = 1024;

    MapDriver(Workbench& workbench, StudyDriver& study, QObject* parent = nullptr);

    /// Nothing is computed while nobody looks.
    void setActive(bool active);
    bool ready() const { return rows_ != nullptr; }
    /// Only to tell one from another.
    const void* tensor() const { return shown_ ? shown_->request.tensor.get() : nullptr; }
    bool quantized() const { return rows_ && rows_->scheme(); }
    const QString& problem() const { return problem_; }
    std::int64_t rows() const { return rows_ ? rows_->rows() : 0; }
    std::int64_t columns() const { return rows_ ? rows_->columns() : 0; }
    /// The study whose tensor and scheme are shown; null where there is none.
    TensorStudyPtr study() const { return shown_ ? shown_->study : nullptr; }
    int slot() const;

    /// Null while it is not there; wanted ones come later, with tileReady.
    TilePtr tile(const TileKey& key) const;
    /// The last one of this place before range or scheme changed: better than nothing while the new one
    /// comes.
    TilePtr tileBefore(const TileKey& key) const;
    /// What is looked at now. Others that are on their way are given up.
    void want(const std::vector<TileKey>& keys);
    /// Original weights in it are marked in every tile.
    void setRange(std::optional<std::pair<float, float>> range);
    const std::optional<std::pair<float, float>>& range() const { return range_; }
    void setRegion(std::optional<MapRegion> region);
    const std::optional<MapRegion>& region() const { return region_; }
    const std::optional<Histogram>& regionHistogram() const { return regionHistogram_; }
    /// rowReady or blockReady follows.
    void probe(std::int64_t row);
    std::shared_ptr<const RowPair> row(std::int64_t row) const;
    void inspect(std::int64_t row, std::int64_t column);
    const std::optional<InspectedBlock>& block() const { return block_; }
    const QString& blockProblem() const { return blockProblem_; }
    bool settled() const { return working_ == 0 && pending_.empty(); }

signals:
    void changed(); ///< another tensor or scheme, or it is ready
    void tileReady();
    void rangeChanged();
    void regionChanged();
    void rowReady();
    void blockReady();

private:
    void follow();
    void open();
    void drop(bool sameTensor);
    void startTile(const TileKey& key);
    void keep(const TileKey& key, TilePtr tile);
    void countRegion();
    void watch(Job* job);

    Workbench& workbench_;
    StudyDriver& study_;
    bool active_ = false;
    std::optional<StudyOutcome> shown_;
    QuantizedRowsPtr rows_;
    QString problem_;
    int working_ = 0; ///< jobs under way besides tiles
    std::map<TileKey, TilePtr> tiles_;
    std::map<TileKey, TilePtr> before_;
    std::list<TileKey> recent_;          ///< kept tiles, the newest last
    std::map<TileKey, QString> pending_; ///< and their lanes
    std::optional<std::pair<float, float>> range_;
    std::optional<MapRegion> region_;
    std::optional<Histogram> regionHistogram_;
    std::shared_ptr<const RowPair> row_;
    std::optional<InspectedBlock> block_;
    QString blockProblem_;
};

} // namespace mantissa::ui
