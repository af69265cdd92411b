package org.civildiy.auth.account;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import org.jspecify.annotations.Nullable;

/**
 * The constraint on an e-mail address: at most 255 characters, one {@code @}, and a host name with a dot. Only ASCII is allowed, because
 * the gateway passes the address to the services in an HTTP header. Spaces, quotes and comments are refused, because real addresses do
 * not need them. {@code null} is valid.
 */
@Documented
@Constraint(validatedBy = EmailAddress.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface EmailAddress {
    String message() default "must be an e-mail address such as ada@example.org, of at most 255 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validator. It checks the length first, so that a long text is never matched against the pattern. */
    class Validator implements ConstraintValidator<EmailAddress, String> {
        private static final int MAX_LENGTH = 255;

        /** One part of the text before the {@code @}, between two dots. */
        private static final String WORD = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";

        /** One part of the host name, between two dots. */
        private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

        /** At most 64 characters before the {@code @}. The last label begins with a letter. */
        private static final Pattern ADDRESS = Pattern.compile(
                "(?=[^@]{1,64}@)" + WORD + "(?:\\." + WORD + ")*@(?:" + LABEL + "\\.)+(?=[A-Za-z])" + LABEL);

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null
                    || (text.length() <= MAX_LENGTH && ADDRESS.matcher(text).matches());
        }
    }
}
