// Only the reentrant functions exist in Swift: a context is always named.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
