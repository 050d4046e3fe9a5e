/* made by make update-script, of the install scripts and of sql/update/parts: edit there */
\echo Use "ALTER EXTENSION kansrijk UPDATE" to load this file. \quit
