package org.civildiy.posts.post;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the OpenAPI document says of a tag. In the program it is text. */
@Schema(type = SchemaType.STRING, minLength = 1, maxLength = Post.TAG, examples = "greeting")
interface Tag {}
