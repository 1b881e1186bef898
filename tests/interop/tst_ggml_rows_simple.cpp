// The types without searches of thousands of rows are ggml's own bytes.
#include "../support/ggml_rows_test.h"

int main(int argc, char** argv) {
    GgmlRowsTest test(
        {"Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "TQ1_0", "TQ2_0", "MXFP4", "NVFP4", "Q1_0", "Q2_0"});
    return QTest::qExec(&test, argc, argv);
}

#include "../support/moc_ggml_rows_test.cpp"
