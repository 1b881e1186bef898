<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>core</name>
    <message>
        <source>There is not enough room on this disk. Nothing was left behind; free some space or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be written: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends here: %1 bytes were expected and %2 are left. It was probably not downloaded or copied completely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>byte %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tensor “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an ordinary file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a value that %2 can have; allowed: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a parameter here: there are none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a parameter here; there are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
