/*-------------------------------------------------------------------------
 *
 * reader.h
 *		The one reader of texts from files: what is around a code that cannot be
 *		seen, and what is said of a text that cannot be read.
 *
 *-------------------------------------------------------------------------
 */
#ifndef KANSRIJK_READER_H
#define KANSRIJK_READER_H

#include "kansrijk.h"

/*
 * What is wrong with a text, and what to write instead; kept, so that a reader
 * serves as well to count what it cannot read.
 */
typedef struct Complaint
{
	int			sqlerrcode;
	const char *message;
	const char *hint;			/* or NULL */
} Complaint;

/*
 * Reads a text, with an argument that says more of how (NULL: none), into a
 * value, which may be null; or complains, and returns false.
 */
typedef bool (*TextReader) (const text *written, const char *argument,
							NullableDatum *result, Complaint *complaint);

/* The text without what cannot be seen around it. */
extern char *visible_text(const text *written);

/*
 * The same, of a code, which programmes that know only numbers write as 280.0
 * or 1.000000: without those zeros.
 */
extern char *visible_code(const text *written);

/* Whether there is something that cannot be seen in it; a blank can. */
extern bool has_invisible(const char *code);

/*
 * Whether the text is that word. Bytewise, so no collation matters.
 */
static inline bool
text_is(const text *value, const char *word)
{
	size_t		length = strlen(word);

	return VARSIZE_ANY_EXHDR(value) == length &&
		memcmp(VARDATA_ANY(value), word, length) == 0;
}

/* The text for in a message: what cannot be seen is written out. */
extern const char *shown(const char *code);

/* Keeps what is wrong; false, for the reader to return. */
extern bool complain(Complaint *complaint, int sqlerrcode, const char *hint,
					 const char *format,...) pg_attribute_printf(4, 5);

/* Reads argument 0 of a call: the value, or the complaint as an error. */
extern Datum read_argument(FunctionCallInfo fcinfo, TextReader reader, const char *argument);

extern bool read_sex(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_ga_days(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_sterfte(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_van_wiechen(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_kind(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_boolean(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_id(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_integer(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_bigint(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_decimal(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_decimal_comma(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_date(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_month(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_area(const text *, const char *, NullableDatum *, Complaint *);
extern bool read_pc4(const text *, const char *, NullableDatum *, Complaint *);

/* Ends a reader. */
static inline bool
read_as_null(NullableDatum *result)
{
	result->value = (Datum) 0;
	result->isnull = true;
	return true;
}

static inline bool
read_as(NullableDatum *result, Datum value)
{
	result->value = value;
	result->isnull = false;
	return true;
}

#endif							/* KANSRIJK_READER_H */
