import { Badge, NavLink, Stack, Text } from '@mantine/core';
import { Link, useLocation } from 'react-router';

import { SECTIONS } from '../sections';
import { useAbilities } from '../session/me';
import type { Place, Section } from './navigation';

/** The main navigation: what this person has a use for. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  return (
    <Stack gap="lg">
      {SECTIONS.map((section, index) => (
        <NavigationSection key={index} section={section} onGo={onGo} />
      ))}
    </Stack>
  );
}

function NavigationSection({ section, onGo }: { section: Section; onGo?: () => void }) {
  const label = section.useLabel();
  const abilities = useAbilities();
  const places = section.places.filter(({ ability }) => !ability || abilities.has(ability));
  if (places.length === 0) return null;
  return (
    <div>
      {label && (
        <Text size="xs" fw={600} c="dimmed" px="sm" mb={4}>
          {label}
        </Text>
      )}
      {places.map((place) => (
        <PlaceLink key={place.path} place={place} onGo={onGo} />
      ))}
    </div>
  );
}

function PlaceLink({ place, onGo }: { place: Place; onGo?: () => void }) {
  const { pathname } = useLocation();
  const label = place.useLabel();
  const active =
    place.path === '/' ? pathname === '/' : pathname === place.path || pathname.startsWith(`${place.path}/`);
  const Icon = place.icon;
  return (
    <NavLink
      component={Link}
      to={place.path}
      label={label}
      active={active}
      aria-current={active ? 'page' : undefined}
      leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
      rightSection={place.useCount && <Count useCount={place.useCount} />}
      onClick={onGo}
      variant="light"
      style={{ borderRadius: 'var(--mantine-radius-md)' }}
    />
  );
}

function Count({ useCount }: { useCount: () => number | undefined }) {
  const count = useCount();
  return count ? (
    <Badge size="sm" circle={count < 10}>
      {count}
    </Badge>
  ) : null;
}
