#include <sqlite3.h>

// A macro that casts -1 to a function pointer, which Swift does not import: "copy what is bound".
static inline sqlite3_destructor_type sqlite3_copy_bound(void) { return SQLITE_TRANSIENT; }
// Variadic in C, which Swift does not import.
static inline int sqlite3_set_defensive(sqlite3 *database, int on) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, on, (int *)0);
}
