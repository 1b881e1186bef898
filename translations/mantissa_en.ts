<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>mantissa::ui::AccuracyView</name>
    <message numerus="yes">
        <source>%n chunk(s) of %1 tokens</source>
        <translation>
            <numerusform>%n chunk of %1 tokens</numerusform>
            <numerusform>%n chunks of %1 tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::CoverageDialog</name>
    <message numerus="yes">
        <source>%n weight(s) of the model are not in it.</source>
        <translation>
            <numerusform>%n weight of the model is not in it.</numerusform>
            <numerusform>%n weights of the model are not in it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::MainWindow</name>
    <message numerus="yes">
        <source>%1, %n layer(s)</source>
        <translation>
            <numerusform>%1, %n layer</numerusform>
            <numerusform>%1, %n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ModelPanel</name>
    <message numerus="yes">
        <source>%n tensor(s)</source>
        <translation>
            <numerusform>%n tensor</numerusform>
            <numerusform>%n tensors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::RecipeView</name>
    <message numerus="yes">
        <source>%n tensor(s) fall back to another type; sort by “Note” to see why.</source>
        <translation>
            <numerusform>%n tensor falls back to another type; sort by “Note” to see why.</numerusform>
            <numerusform>%n tensors fall back to another type; sort by “Note” to see why.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::ReportDialog</name>
    <message numerus="yes">
        <source>%n scheme(s) with exact figures go into the report.</source>
        <translation>
            <numerusform>%n scheme with exact figures goes into the report.</numerusform>
            <numerusform>%n schemes with exact figures go into the report.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::RuleModel</name>
    <message numerus="yes">
        <source>Decides %n tensor(s).</source>
        <translation>
            <numerusform>Decides %n tensor.</numerusform>
            <numerusform>Decides %n tensors.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fits %n tensor(s); rules above have taken %L1 of them.</source>
        <translation>
            <numerusform>Fits %n tensor; rules above have taken %L1 of them.</numerusform>
            <numerusform>Fits %n tensors; rules above have taken %L1 of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mantissa::ui::SensitivityPanel</name>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %n second left</numerusform>
            <numerusform>about %n seconds left</numerusform>
        </translation>
    </message>
</context>
</TS>
