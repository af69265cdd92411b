package org.civildiy.profile;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.quarkus.jackson.ObjectMapperCustomizer;

/** Tells a field that is not there ({@code null}) from one that is {@code null} (empty), which a partial update needs. */
@Singleton
class AbsentFields implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new Jdk8Module().configureReadAbsentAsNull(true));
    }

    /** Before Quarkus registers the same module without this setting; the first one counts. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
