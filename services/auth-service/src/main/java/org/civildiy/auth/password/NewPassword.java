package org.civildiy.auth.password;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import org.jspecify.annotations.Nullable;

/**
 * The constraint on the password of a new account or of a password change:
 * <ul>
 *   <li>its length is between the configured minimum and {@value Validator#MAX_LENGTH} Unicode code points;</li>
 *   <li>it is none of the {@link CommonPasswords}, unless the operator allows those;</li>
 *   <li>it is none of the {@link ContextSpecificWords}.</li>
 * </ul>
 * Any character is allowed. {@code null} is valid; {@code @NotNull} refuses it.
 */
@Documented
@Constraint(validatedBy = NewPassword.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NewPassword {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validator. The message names both bounds, because the operator configures the lower bound. */
    @Singleton
    class Validator implements ConstraintValidator<NewPassword, String> {
        static final int MAX_LENGTH = 128;

        private final Instance<PasswordConfig> config;
        private final Instance<CommonPasswords> common;
        private final Instance<ContextSpecificWords> words;

        /** Takes the configuration lazily, because Quarkus creates validators before the configuration is available. */
        Validator(
                Instance<PasswordConfig> config,
                Instance<CommonPasswords> common,
                Instance<ContextSpecificWords> words) {
            this.config = config;
            this.common = common;
            this.words = words;
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            var minLength = config.get().minLength();
            var length = text.codePointCount(0, text.length());
            if (length < minLength || length > MAX_LENGTH) {
                return refused("must have %d to %d characters".formatted(minLength, MAX_LENGTH), context);
            }
            if (config.get().refuseCommon() && common.get().contains(text)) {
                return refused("is one of the most common passwords, which are tried first; choose another", context);
            }
            if (words.get().contains(text)) {
                return refused("is a word of this system, and those are tried first; choose another", context);
            }
            return true;
        }

        private static boolean refused(String message, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
            return false;
        }
    }
}
