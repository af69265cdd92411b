package org.civildiy.posts.post;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The OpenAPI schema of a tag. In the program a tag is a string. */
@Schema(type = SchemaType.STRING, minLength = 1, maxLength = Post.MAX_TAG, examples = "greeting")
interface Tag {}
