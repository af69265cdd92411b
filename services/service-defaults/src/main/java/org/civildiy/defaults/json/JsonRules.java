package org.civildiy.defaults.json;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The strict rules for JSON in every service. A duplicate field name, a number in place of text, and anything after the end of the
 * document are errors. Without these rules Jackson would guess, and the service would store what the client did not mean.
 */
@Singleton
// The configuration names the class SnakeCaseStrategy, and Quarkus instantiates it by reflection.
@RegisterForReflection(targets = PropertyNamingStrategies.SnakeCaseStrategy.class)
class JsonRules implements ObjectMapperCustomizer {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * The lowest priority: this customizer runs after Quarkus has registered its own modules. When two modules handle the same type,
     * Jackson uses the module that was registered last.
     */
    @Override
    public int priority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.getFactory().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
        mapper.coercionConfigFor(LogicalType.Integer)
                .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.Boolean)
                .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
        mapper.registerModule(new SimpleModule("civildiy")
                .addDeserializer(String.class, new UnstorableText())
                .addSerializer(Instant.class, new Milliseconds()));
    }

    /** Writes timestamps as ISO-8601 in UTC, always with milliseconds, so that readers can compare timestamps as text. */
    private static final class Milliseconds extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        Milliseconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(MILLISECONDS.format(instant));
        }
    }
}
