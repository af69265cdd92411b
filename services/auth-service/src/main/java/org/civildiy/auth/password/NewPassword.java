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
 * The constraint on a password that somebody chooses: any Unicode, from the configured minimum to {@value Validator#LONGEST}
 * characters, counted as code points, none of the {@link CommonPasswords} unless the operator allows them, and none of the
 * {@link ContextSpecificWords}. {@code null} is valid.
 */
@Documented
@Constraint(validatedBy = NewPassword.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NewPassword {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names both bounds in its message, because the operator sets the lower one. */
    @Singleton
    class Validator implements ConstraintValidator<NewPassword, String> {
        static final int LONGEST = 128;

        private final Instance<PasswordConfig> config;
        private final Instance<CommonPasswords> common;
        private final Instance<ContextSpecificWords> words;

        /** Resolves the configuration at each use, because validators are created before it is there. */
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
            var shortest = config.get().minLength();
            var length = text.codePointCount(0, text.length());
            if (length < shortest || length > LONGEST) {
                return refused("must have %d to %d characters".formatted(shortest, LONGEST), context);
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
