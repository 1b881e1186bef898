#include "session/map_driver.h"

#include "formats/decode.h"
#include "pipeline/llama_conversion.h"
#include "text/number_text.h"

namespace mantissa::ui {

namespace {

constexpr std::size_t keptTiles = 192; // of at most 64 x 1024 cells: 50 MB with marks

Result<QuantizedRowsPtr> openFor(const StudyOutcome& outcome, const Task& task) {
    const StudyRequest& request = outcome.request;
    MethodInput input;
    input.finished = outcome.finished;
    MANTISSA_TRY(input.rows, openRows(weightOf(request.tensor)));
    std::shared_ptr<const RowSource> original;
    if (request.original) {
        MANTISSA_TRY(original, openRows(*request.original));
    }
    return QuantizedRows::open(outcome.plan.scheme, std::move(input), std::move(original), task);
}

QString lane(const char* name) {
    return QStringLiteral("map-") + QLatin1String(name);
}

} // namespace

MapDriver::MapDriver(Workbench& workbench, StudyDriver& study, QObject* parent)
    : QObject(parent), workbench_(workbench), study_(study) {
    connect(&study, &StudyDriver::changed, this, &MapDriver::follow);
}

void MapDriver::setActive(bool active) {
    active_ = active;
    follow();
}

int MapDriver::slot() const {
    return shown_ ? workbench_.slotOf(shown_->plan.scheme) : -1;
}

// The exact study of the same scheme brings nothing new for the map; its bins may differ.
void MapDriver::follow() {
    if (!active_) // also while the window goes, and the study with it
        return;
    const auto& outcome = study_.outcome();
    const auto same = [&] {
        return shown_ && outcome && shown_->request.tensor == outcome->request.tensor &&
               shown_->request.original == outcome->request.original &&
               shown_->finished == outcome->finished &&
               shown_->plan.scheme.has_value() == outcome->plan.scheme.has_value() &&
               (!shown_->plan.scheme || *shown_->plan.scheme == *outcome->plan.scheme);
    };
    if (same()) {
        const bool first = outcome->study != shown_->study;
        shown_ = outcome;
        if (first && region_)
            countRegion();
        emit changed();
        return;
    }
    const bool otherTensor = !shown_ || !outcome || shown_->request.tensor != outcome->request.tensor;
    drop(!otherTensor);
    if (otherTensor) {
        region_.reset();
        range_.reset();
        emit regionChanged();
        emit rangeChanged();
    }
    shown_ = outcome;
    if (shown_)
        open();
    emit changed();
}

void MapDriver::drop(bool sameTensor) {
    for (const auto& [key, name] : pending_)
        workbench_.jobs().cancelLane(name);
    for (const char* name : {"open", "row", "block", "region"})
        workbench_.jobs().cancelLane(lane(name));
    pending_.clear();
    if (!sameTensor)
        before_.clear();
    else if (!tiles_.empty())
        before_ = std::move(tiles_);
    tiles_.clear();
    recent_.clear();
    rows_ = nullptr;
    row_ = nullptr;
    block_.reset();
    blockProblem_.clear();
    regionHistogram_.reset();
    problem_.clear();
}

void MapDriver::watch(Job* job) {
    ++working_;
    connect(job, &Job::finished, this, [this] { --working_; });
}

void MapDriver::open() {
    watch(workbench_.jobs().start<QuantizedRowsPtr>(
        {.title = QString(), .lane = lane("open"), .visible = false},
        [outcome = *shown_](const Task& task) { return openFor(outcome, task); },
        [this](const QuantizedRowsPtr& rows) {
            rows_ = rows;
            if (region_)
                countRegion();
            emit changed();
        },
        [this](const Error& error) {
            problem_ = text(error.describe());
            emit changed();
        }));
}

TilePtr MapDriver::tile(const TileKey& key) const {
    const auto found = tiles_.find(key);
    return found == tiles_.end() ? nullptr : found->second;
}

TilePtr MapDriver::tileBefore(const TileKey& key) const {
    const auto found = before_.find(key);
    return found == before_.end() ? nullptr : found->second;
}

void MapDriver::want(const std::vector<TileKey>& keys) {
    if (!rows_)
        return;
    const std::set<TileKey> wanted(keys.begin(), keys.end());
    for (auto it = pending_.begin(); it != pending_.end();) {
        if (wanted.contains(it->first)) {
            ++it;
            continue;
        }
        workbench_.jobs().cancelLane(it->second);
        it = pending_.erase(it);
    }
    for (const TileKey& key : keys)
        if (!tiles_.contains(key) && !pending_.contains(key))
            startTile(key);
}

void MapDriver::startTile(const TileKey& key) {
    static int number = 0;
    const QString name = lane("tile-") + QString::number(++number % 4096); // lanes are remembered
    pending_.emplace(key, name);
    MapTileRequest request{key.value,       key.rule,           key.rowLevel,
                           key.columnLevel, key.row * tileRows, key.column * tileColumns,
                           tileRows,        tileColumns,        range_};
    const Job* job = workbench_.jobs().start<TilePtr>(
        {.title = QString(), .lane = name, .visible = false},
        [rows = rows_, request](const Task& task) -> Result<TilePtr> {
            MANTISSA_TRY(MapTile tile, mapTile(*rows, request, task));
            return std::make_shared<const MapTile>(std::move(tile));
        },
        [this, key](const TilePtr& tile) {
            pending_.erase(key);
            keep(key, tile);
            emit tileReady();
        },
        [this, key](const Error& error) {
            pending_.erase(key);
            keep(key, std::make_shared<const MapTile>()); // asked once is enough
            problem_ = text(error.describe());
            emit changed();
        });
    connect(job, &Job::finished, this, [this, job, key, name] { // by the person: it may be asked for again
        const auto found = pending_.find(key);
        if (job->state() == JobState::Cancelled && found != pending_.end() && found->second == name)
            pending_.erase(found);
    });
}

void MapDriver::keep(const TileKey& key, TilePtr tile) {
    tiles_[key] = std::move(tile);
    recent_.push_back(key);
    if (recent_.size() > keptTiles) {
        tiles_.erase(recent_.front());
        recent_.pop_front();
    }
}

void MapDriver::setRange(std::optional<std::pair<float, float>> range) {
    if (range == range_)
        return;
    range_ = range;
    for (const auto& [key, name] : pending_)
        workbench_.jobs().cancelLane(name);
    pending_.clear();
    if (!tiles_.empty())
        before_ = std::move(tiles_);
    tiles_.clear();
    recent_.clear();
    emit rangeChanged();
}

void MapDriver::setRegion(std::optional<MapRegion> region) {
    if (region == region_)
        return;
    region_ = region;
    regionHistogram_.reset();
    if (region_)
        countRegion();
    emit regionChanged();
}

void MapDriver::countRegion() {
    if (!rows_ || !study() || study()->original.counts.empty())
        return;
    watch(workbench_.jobs().start<Histogram>(
        {.title = QString(), .lane = lane("region"), .visible = false},
        [rows = rows_, region = *region_, like = study()->original](const Task& task) {
            return mantissa::regionHistogram(*rows, region, like, task);
        },
        [this](const Histogram& histogram) {
            regionHistogram_ = histogram;
            emit regionChanged();
        },
        [](const Error&) {}));
}

std::shared_ptr<const RowPair> MapDriver::row(std::int64_t row) const {
    return row_ && row_->firstRow == row ? row_ : nullptr;
}

void MapDriver::probe(std::int64_t row) {
    if (!rows_ || row < 0 || row >= rows_->rows() || this->row(row))
        return;
    using Found = std::shared_ptr<const RowPair>;
    workbench_.jobs().start<Found>(
        {.title = QString(), .lane = lane("row"), .visible = false},
        [rows = rows_, row](const Task& task) -> Result<Found> {
            MANTISSA_TRY(RowPair pair, rows->read(row, 1, true, task));
            return std::make_shared<const RowPair>(std::move(pair));
        },
        [this](const Found& pair) {
            row_ = pair;
            emit rowReady();
        },
        [](const Error&) {});
}

void MapDriver::inspect(std::int64_t row, std::int64_t column) {
    if (!rows_)
        return;
    watch(workbench_.jobs().start<InspectedBlock>(
        {.title = QString(), .lane = lane("block"), .visible = false},
        [rows = rows_, row, column](const Task& task) { return inspectBlock(*rows, row, column, task); },
        [this](const InspectedBlock& block) {
            block_ = block;
            blockProblem_.clear();
            emit blockReady();
        },
        [this](const Error& error) {
            block_.reset();
            blockProblem_ = text(error.describe());
            emit blockReady();
        }));
}

} // namespace mantissa::ui
