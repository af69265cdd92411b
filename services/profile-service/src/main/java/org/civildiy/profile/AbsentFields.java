package org.civildiy.profile;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * Configures Jackson for partial updates: an {@code Optional} component is {@code null} when its field is absent from the JSON, and empty
 * when the field is {@code null}.
 */
@Singleton
class AbsentFields implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new Jdk8Module().configureReadAbsentAsNull(true));
    }

    /** Runs first. Quarkus registers the same module later, without this setting, and Jackson ignores that second registration. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
