package org.civildiy.auth;

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

/**
 * A password that somebody may choose: any Unicode, from the configured least number to {@value Validator#LONGEST} characters,
 * counted as code points, none of the {@link CommonPasswords} unless the operator allows them, and none of the
 * {@link ContextWords}. {@code null} is valid.
 */
@Documented
@Constraint(validatedBy = Password.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface Password {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says both bounds, for the lower one is the operator's. */
    @Singleton
    class Validator implements ConstraintValidator<Password, String> {
        static final int LONGEST = 128;

        private final Instance<PasswordConfig> config;
        private final Instance<CommonPasswords> common;
        private final Instance<ContextWords> words;

        /** Takes the configuration when it is used, for validators are made before there is any. */
        Validator(Instance<PasswordConfig> config, Instance<CommonPasswords> common, Instance<ContextWords> words) {
            this.config = config;
            this.common = common;
            this.words = words;
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            var shortest = config.get().minLength();
            var length = text.codePointCount(0, text.length());
            if (length < shortest || length > LONGEST) {
                return refused("must have %d to %d characters".formatted(shortest, LONGEST), context);
            }
            if (config.get().refuseCommon() && common.get().include(text)) {
                return refused("is one of the most common passwords, which are tried first; choose another", context);
            }
            if (words.get().include(text)) {
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
