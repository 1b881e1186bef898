// IQ2_S of thousands of rows are ggml's own bytes.
#include "../support/ggml_rows_test.h"

int main(int argc, char** argv) {
    GgmlRowsTest test({"IQ2_S"});
    return QTest::qExec(&test, argc, argv);
}

#include "../support/moc_ggml_rows_test.cpp"
