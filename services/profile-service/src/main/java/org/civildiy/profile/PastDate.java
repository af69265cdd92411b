package org.civildiy.profile;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/** A constraint on text: a date as {@code YYYY-MM-DD}, before today in UTC. {@code null} is valid. */
@Documented
@Constraint(validatedBy = PastDate.Validator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface PastDate {
    String message() default "must be a date in the past as YYYY-MM-DD";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Validates text and not a date type, so that one response names an invalid date together with all other invalid fields. */
    class Validator implements ConstraintValidator<PastDate, String> {
        private static final int LENGTH = "YYYY-MM-DD".length();

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            try {
                return text == null
                        || (text.length() == LENGTH && LocalDate.parse(text).isBefore(LocalDate.now(ZoneOffset.UTC)));
            } catch (DateTimeException noDate) {
                return false;
            }
        }
    }
}
