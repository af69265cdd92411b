package org.civildiy.outbox;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The value serializer of an outbox's channel. It refuses a record whose {@code sendBefore} has passed,
 * because the send could outlast the lease of its entry.
 *
 * <p>Kafka calls a serializer after it has waited for metadata and before the record enters the send buffer. This is the
 * last moment to stop a record that waited behind others on the sending thread.
 */
@RegisterForReflection
public final class LeasedValueSerializer implements Serializer<LeasedValue> {
    @Override
    public byte[] serialize(String topic, LeasedValue value) {
        if (!value.clock().instant().isBefore(value.sendBefore())) {
            throw new LeaseTooShort();
        }
        return value.text().getBytes(UTF_8);
    }

    /** The failure when a send was not begun, because it could have outlasted the lease. */
    static final class LeaseTooShort extends SerializationException {
        private static final long serialVersionUID = 1L;

        LeaseTooShort() {
            super("not sent: the send could outlast the lease");
        }
    }
}
