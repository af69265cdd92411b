package org.civildiy.feed.stream;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.feed.event.Item;

/**
 * A page of a stream. This class only describes the response for OpenAPI: {@link ActivityStreams} makes the JSON of a page from the
 * stored items.
 */
@Schema(
        description = "A part of a stream, newest first",
        requiredProperties = {"items", "total", "limit", "skip"})
record StreamPage(
        List<Item> items,

        @Schema(description = "The posts in the whole stream")
        long total,

        int limit,
        int skip) {}
