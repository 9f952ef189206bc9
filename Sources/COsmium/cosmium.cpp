#include "cosmium.h"

#include <cstdio>
#include <exception>
#include <system_error>
#include <vector>

#include <osmium/io/error.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/memory/buffer.hpp>
#include <osmium/osm.hpp>
#include <osmium/thread/pool.hpp>

namespace {

void collect(const osmium::TagList &list, std::vector<cosmium_tag> &tags) {
    tags.clear();
    for (const auto &tag : list) tags.push_back({tag.key(), tag.value()});
}

char letter(osmium::item_type type) {
    switch (type) {
    case osmium::item_type::node: return 'n';
    case osmium::item_type::way: return 'w';
    default: return 'r';
    }
}

void read(const char *path, const cosmium_visitor &visitor, void *context) {
    auto wanted = osmium::osm_entity_bits::nothing;
    if (visitor.node) wanted |= osmium::osm_entity_bits::node;
    if (visitor.way) wanted |= osmium::osm_entity_bits::way;
    if (visitor.relation) wanted |= osmium::osm_entity_bits::relation;
    // One thread to unpack and a short queue keep memory small; the reader has one of its own besides.
    osmium::thread::Pool pool{1, 4};
    osmium::io::Reader reader{osmium::io::File{path}, wanted, osmium::io::read_meta::no, pool};
    std::vector<cosmium_tag> tags;
    std::vector<int64_t> nodes;
    std::vector<cosmium_member> members;
    while (const osmium::memory::Buffer buffer = reader.read()) {
        for (const auto &item : buffer) {
            switch (item.type()) {
            case osmium::item_type::node: {
                const auto &node = static_cast<const osmium::Node &>(item);
                if (!visitor.node || !node.location().valid()) break;
                collect(node.tags(), tags);
                visitor.node(context, node.id(), node.location().x(), node.location().y(), tags.data(), tags.size());
                break;
            }
            case osmium::item_type::way: {
                const auto &way = static_cast<const osmium::Way &>(item);
                if (!visitor.way) break;
                collect(way.tags(), tags);
                nodes.clear();
                for (const auto &node : way.nodes()) nodes.push_back(node.ref());
                visitor.way(context, way.id(), nodes.data(), nodes.size(), tags.data(), tags.size());
                break;
            }
            case osmium::item_type::relation: {
                const auto &relation = static_cast<const osmium::Relation &>(item);
                if (!visitor.relation) break;
                collect(relation.tags(), tags);
                members.clear();
                for (const auto &member : relation.members()) {
                    members.push_back({letter(member.type()), member.ref(), member.role()});
                }
                visitor.relation(context, relation.id(), members.data(), members.size(), tags.data(), tags.size());
                break;
            }
            default: break;
            }
        }
    }
    reader.close();
}

} // namespace

int cosmium_read(const char *path, const cosmium_visitor *visitor, void *context, char *message, size_t message_size) {
    int result = cosmium_malformed;
    const char *reason = "unknown failure";
    try {
        read(path, *visitor, context);
        return cosmium_ok;
    } catch (const std::system_error &error) {
        std::snprintf(message, message_size, "%s", error.what());
        return cosmium_unreadable;
    } catch (const std::exception &error) {
        std::snprintf(message, message_size, "%s", error.what());
        return result;
    } catch (...) {
        std::snprintf(message, message_size, "%s", reason);
        return result;
    }
}
