#pragma once
// What llama.cpp 0.7 itself makes of the demo model (tests/data/fable/llama-cpp-0.7.tsv).
#include <QByteArray>
#include <QFile>
#include <QList>

#include <utility>

/// Bytes and perplexity of a row of the table, without an importance matrix.
inline std::pair<qint64, double> measured(const QByteArray& type) {
    QFile table(MANTISSA_TEST_DATA "/fable/llama-cpp-0.7.tsv");
    if (!table.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray& line : table.readAll().split('\n')) {
        const QList<QByteArray> cells = line.split('\t');
        if (cells.size() > 3 && cells[0] == type && cells[1] == "no")
            return {cells[2].toLongLong(), cells[3].toDouble()};
    }
    return {};
}
