/// Reads OpenStreetMap extracts (PBF, XML) through libosmium, and nothing else. Plain C, so that Swift sees no C++.
#ifndef COSMIUM_H
#define COSMIUM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Key and value of a tag; both end with 0 and live as long as the call that hands them over.
typedef struct {
    const char *key;
    const char *value;
} cosmium_tag;

/// A member of a relation; `type` is 'n', 'w' or 'r'.
typedef struct {
    char type;
    int64_t id;
    const char *role;
} cosmium_member;

/// What is called for each object, in the order of the file. A null pointer leaves that kind out (it is then not even decoded).
typedef struct {
    /// Position in 1e-7 degrees.
    void (*node)(void *context, int64_t id, int32_t longitude, int32_t latitude, const cosmium_tag *tags, size_t tag_count);
    void (*way)(void *context, int64_t id, const int64_t *nodes, size_t node_count, const cosmium_tag *tags, size_t tag_count);
    void (*relation)(
        void *context, int64_t id, const cosmium_member *members, size_t member_count, const cosmium_tag *tags,
        size_t tag_count);
} cosmium_visitor;

enum cosmium_result {
    cosmium_ok = 0,
    /// The file can not be opened or read.
    cosmium_unreadable = 1,
    /// The file is no OpenStreetMap file, or damaged.
    cosmium_malformed = 2,
};

/// Reads the file from beginning to end. On failure the reason stands in `message` (cut to `message_size`, ends with 0).
int cosmium_read(const char *path, const cosmium_visitor *visitor, void *context, char *message, size_t message_size);

#ifdef __cplusplus
}
#endif
#endif
