package org.civildiy.feed.stream;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.feed.event.Item;

/** A page as clients read it. The service itself never builds one: {@link ActivityStreams} joins the stored items into its JSON. */
@Schema(
        description = "A part of a stream, newest first",
        requiredProperties = {"items", "total", "limit", "skip"})
record StreamPage(
        List<Item> items,

        @Schema(description = "The posts in the whole stream")
        long total,

        int limit,
        int skip) {}
