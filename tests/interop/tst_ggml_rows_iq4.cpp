// IQ4_NL and IQ4_XS of thousands of rows are ggml's own bytes.
#include "../support/ggml_rows_test.h"

int main(int argc, char** argv) {
    GgmlRowsTest test({"IQ4_NL", "IQ4_XS"});
    return QTest::qExec(&test, argc, argv);
}

#include "../support/moc_ggml_rows_test.cpp"
